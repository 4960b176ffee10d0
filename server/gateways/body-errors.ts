/** Thrown for a body with more bytes than allowed, as sent or decoded. */
export class TooLargeError extends Error {
  constructor(maxBytes: number) {
    super(`with more than ${maxBytes} bytes`);
    this.name = 'TooLargeError';
  }
}

/** Thrown for a body that cannot be decoded as its Content-Encoding says. */
export class EncodingError extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'EncodingError';
  }
}

/** Thrown for a body with more bytes than allowed, as sent or decoded. */
export class TooLargeError extends Error {
  constructor(maxBytes: number) {
    super(`with more than ${maxBytes} bytes`);
    this.name = 'TooLargeError';
  }
}

/** Thrown for a stream that ended before all of its parts had arrived. */
export class UnfinishedError extends Error {
  constructor() {
    super('with a stream that ended too early');
    this.name = 'UnfinishedError';
  }
}

/** Thrown for a body that cannot be decoded as its Content-Encoding says. */
export class EncodingError extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'EncodingError';
  }
}

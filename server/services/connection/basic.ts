/** The value of the header `Authorization` for HTTP basic authentication, with the name and password in UTF-8. */
export function toBasic(username: string, password: string): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

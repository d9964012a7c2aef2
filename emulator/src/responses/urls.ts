/** Addresses in answers: the API's are this emulator's, the web's are GitHub's. */
export class Urls {
  constructor(readonly base: () => string) {}

  api(path: string): string {
    return `${this.base()}${encodeURI(path)}`;
  }

  web(path: string): string {
    return `https://github.com/${path}`;
  }
}

/** URLs in answers: those of the API are this emulator's, those of the web are GitHub's. */
export class Urls {
  constructor(readonly base: () => string) {}

  api(path: string): string {
    return `${this.base()}${encodeURI(path)}`;
  }

  web(path: string): string {
    return `https://github.com/${path}`;
  }
}

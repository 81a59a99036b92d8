// What the API refuses for the caller's sake: one error, told apart by its status.

/** The caller's mistake, or somebody was faster: becomes a problem of that status, with the message as its detail. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly status: 400 | 412 | 413;

  constructor(status: Refused['status'], detail: string) {
    super(detail);
    this.status = status;
  }
}

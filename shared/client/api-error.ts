// The one error of the client: whatever it could not do, it throws this and never answers "not suppressed".

/** Problem details, RFC 9457. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** What was wrong, where, and what to do. */
  readonly detail: string;
}

export class ApiError extends Error {
  override readonly name = 'ApiError';
  /** Of the answer; 0 when there was none: the network, a time-out, or an answer that is not the API's. */
  readonly status: number;
  readonly detail: string;
  /** What the API said; undefined when something in front of it answered. */
  readonly problem: Problem | undefined;

  constructor(status: number, detail: string, more: { problem?: Problem | undefined; cause?: unknown } = {}) {
    super(status === 0 ? detail : `${status}: ${detail}`, 'cause' in more ? { cause: more.cause } : {});
    this.status = status;
    this.detail = detail;
    this.problem = more.problem;
  }
}

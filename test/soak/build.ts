// What is under test: the steps of the pipeline. A broken variant takes the place of one of them, to see that it is caught.
import { hold, ingest } from '../../shared/pipeline/ingest.ts';
import { replay } from '../../shared/pipeline/replay.ts';
import { suppress } from '../../shared/pipeline/suppress.ts';

export interface Build {
  readonly ingest: typeof ingest;
  readonly hold: typeof hold;
  readonly suppress: typeof suppress;
  readonly replay: typeof replay;
}

export const BUILD: Build = { ingest, hold, suppress, replay };

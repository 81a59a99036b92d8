declare module 'dynalite' {
  import type { Server } from 'node:http';

  interface Options {
    /** Milliseconds that a table stays in the state CREATING. */
    createTableMs?: number;
    deleteTableMs?: number;
    /** Folder of the LevelDB store; in memory without it. */
    path?: string;
  }
  export default function dynalite(options?: Options): Server;
}

// The API as one table: routers, OpenAPI document and client are made from it. It holds neither work nor words, so that
// whoever reads it (the deployment too) carries none; for the words and the answers see `documentation.ts`.
import { EXPLAIN_ROUTES } from './routes/explain.ts';
import { STORED_ROUTES } from './routes/stored.ts';

export const ROUTES = { ...STORED_ROUTES, ...EXPLAIN_ROUTES };

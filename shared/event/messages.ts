// Readable messages for everything that a schema refuses: zod/mini has none of its own until it is given a language.
import * as z from 'zod/mini';
import en from 'zod/v4/locales/en.js';

z.config(en());

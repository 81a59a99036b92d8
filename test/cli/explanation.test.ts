import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test, vi } from 'vitest';
import { explanation } from '../../cli/explanation.ts';
import { columnsOf } from '../../cli/wrap.ts';
import { type Finding, type Verdict, verdictOf } from '../../shared/classify/verdict.ts';

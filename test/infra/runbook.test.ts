import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { parseSettings } from '../../infra/settings.ts';
import { BounceSuppressorStack } from '../../infra/stack.ts';

/** Sections that no alarm leads to. */
const FOR_PEOPLE = ['Keys', 'The table is damaged'];

test('the runbook has a section for each alarm, and none for an alarm that is not there', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'assembly-'));
  try {
    const aws = parseSettings('{"aws":{"ses":{"eventBridge":true},"eventBus":"default"}}');
    const stack = new BounceSuppressorStack(new App({ outdir }), 'Stack', { config: {}, aws });
    const alarms = Object.values(Template.fromStack(stack).findResources('AWS::CloudWatch::Alarm'));
    const led = alarms.map(({ Properties }) => /docs\/runbook\.md, (\w+)\.$/.exec(Properties.AlarmDescription)?.[1]);
    const runbook = readFileSync(join(import.meta.dirname, '../../docs/runbook.md'), 'utf8');
    const sections = [...runbook.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
    expect(sections.toSorted()).toEqual([...led, ...FOR_PEOPLE].toSorted());
  } finally {
    rmSync(outdir, { recursive: true });
  }
});

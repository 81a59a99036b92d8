import { afterEach, describe, expect, test, vi } from 'vitest';
import { countsOf, metricLine, metricOf, metricsFor } from '../../shared/adapters/metrics.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

describe('a line of metrics', () => {
  test('is what the Embedded Metric Format asks for, under the function that wrote it', () => {
    expect(JSON.parse(metricLine('suppress-1', { Delivered: 3, HardBounces: 1 }, 1_760_000_000_000) ?? '')).toEqual({
      _aws: {
        Timestamp: 1_760_000_000_000,
        CloudWatchMetrics: [
          {
            Namespace: 'BounceSuppressor',
            Dimensions: [['function']],
            Metrics: [
              { Name: 'Delivered', Unit: 'Count' },
              { Name: 'HardBounces', Unit: 'Count' },
            ],
          },
        ],
      },
      function: 'suppress-1',
      Delivered: 3,
      HardBounces: 1,
    });
  });

  test('is not written for nothing: each metric is paid for', () => {
    expect(metricLine('ingest-1', { Queued: 0, Quarantined: 0 }, 1)).toBeUndefined();
    expect(metricLine('ingest-1', { Queued: 2, Quarantined: 0 }, 1)).not.toContain('Quarantined');
  });

  test('goes to the log in Lambda, and nowhere else', () => {
    const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    metricsFor({})({ Queued: 1 }, 1);
    expect(written).not.toHaveBeenCalled();
    metricsFor({ AWS_LAMBDA_FUNCTION_NAME: 'ingest-1' })({ Queued: 1 }, 1);
    expect(written).toHaveBeenCalledExactlyOnceWith(metricLine('ingest-1', { Queued: 1 }, 1)?.concat('\n'));
  });
});

describe('what counts', () => {
  test('of webhooks', () => {
    const accepted = { kind: 'accepted', queued: 5, ignored: { open: 2 }, quarantined: 1, notices: [] } as const;
    expect(countsOf(accepted)).toEqual({ Queued: 5, Quarantined: 1 });
    expect(countsOf({ kind: 'unauthenticated', detail: '' })).toEqual({ Unauthenticated: 1 });
    expect(countsOf({ kind: 'unavailable', detail: '' })).toEqual({ Unavailable: 1 });
    expect(countsOf({ kind: 'malformed', detail: '' })).toEqual({});
  });

  test('of events: only what ends the way of a message', () => {
    expect(metricOf('bounce', { action: 'suppress' })).toBe('HardBounces');
    expect(metricOf('bounce', { action: 'alert' })).toBe('OtherBounces');
    expect(metricOf('delivery', { action: 'none' })).toBe('Delivered');
    expect(metricOf('complaint', { action: 'suppress' })).toBe('Complaints');
    for (const type of ['deferral', 'drop', 'autoreply', 'unsubscribe'] as const) {
      expect(metricOf(type, { action: 'count' })).toBeUndefined();
    }
  });
});

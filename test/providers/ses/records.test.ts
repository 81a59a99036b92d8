import { describe, expect, test } from 'vitest';
import { normalised, onlyEvent, sesEvent } from '../fixtures-ses.ts';

describe('deliveries and delays', () => {
  test('a delivery names those who got it, with the receiving server and its answer', () => {
    const delivery = {
      timestamp: '2026-03-02T08:59:01.100Z',
      recipients: ['ann@example.com', 'Ben@example.com'],
      smtpResponse: '250 2.6.0 Message received',
      reportingMTA: 'a1-2.smtp-out.example',
      remoteMtaIp: '192.0.2.25',
    };
    const { events, rejects } = normalised(sesEvent('Delivery', { delivery }));
    expect(rejects).toEqual([]);
    expect(events.map(({ type, recipient }) => [type, recipient])).toEqual([
      ['delivery', 'ann@example.com'],
      ['delivery', 'ben@example.com'],
    ]);
    expect(events[0]?.diagnostic).toMatchObject({ smtpCode: 250, enhancedCode: '2.6.0', remoteMta: '192.0.2.25' });
  });

  const delay = (timestamp: string) =>
    sesEvent('DeliveryDelay', {
      deliveryDelay: {
        timestamp,
        delayType: 'MailboxFull',
        expirationTime: '2026-03-02T20:59:00.000Z',
        delayedRecipients: [
          { emailAddress: 'ann@example.com', status: '4.2.2', diagnosticCode: 'smtp; 452 4.2.2 full' },
        ],
      },
    });

  test('a delay is a deferral', () => {
    expect(onlyEvent(delay('2026-03-02T09:00:00.000Z'))).toMatchObject({
      type: 'deferral',
      native: { event: 'DeliveryDelay', type: 'MailboxFull' },
      diagnostic: { smtpCode: 452, enhancedCode: '4.2.2' },
      occurredAt: '2026-03-02T09:00:00.000Z',
    });
  });

  test('two delays of one message are two events', () => {
    const ids = ['2026-03-02T09:00:00.000Z', '2026-03-02T09:05:00.000Z'].map((at) => onlyEvent(delay(at)).id);
    expect(new Set(ids).size).toBe(2);
  });
});

describe('what SES refuses to send', () => {
  const destination = ['ann@example.com', 'ben@example.com'];

  test('a reject is a drop for everybody, since the message as a whole was refused', () => {
    const { events } = normalised(sesEvent('Reject', { reject: { reason: 'Bad content' } }, { destination }));
    expect(events.map(({ type, recipient }) => [type, recipient])).toEqual([
      ['drop', 'ann@example.com'],
      ['drop', 'ben@example.com'],
    ]);
    expect(events[0]).toMatchObject({ diagnostic: { text: 'Bad content' }, occurredAt: '2026-03-02T08:59:00.250Z' });
  });

  test.each(['Rendering Failure', 'RenderingFailure', 'RENDERING_FAILURE'])(
    'so is a %s, however it is spelt',
    (name) => {
      const failure = { templateName: 'welcome', errorMessage: "Attribute 'name' is not present." };
      expect(onlyEvent(sesEvent(name, { failure }))).toMatchObject({
        type: 'drop',
        native: { event: name },
        diagnostic: { text: "Attribute 'name' is not present." },
      });
    },
  );

  test.each([undefined, [], 'ann@example.com'])('with the addressees %j nobody is named', (destination) => {
    const { events, rejects } = normalised(sesEvent('Reject', { reject: {} }, { destination }));
    expect(events).toEqual([]);
    expect(rejects[0]?.reason).toBe('mail.destination: missing or names no recipient');
  });
});

describe('what says nothing about an address', () => {
  test.each([
    ['Send', { send: {} }],
    ['Open', { open: { timestamp: '2026-03-02T09:00:00.000Z', ipAddress: '192.0.2.1', userAgent: 'x' } }],
    ['Click', { click: { timestamp: '2026-03-02T09:00:00.000Z', link: 'https://shop.example/', linkTags: null } }],
    ['SomethingNew', { somethingNew: {} }],
    ['constructor', {}],
  ])('%s counts for the only addressee, and for nobody among several', (name, own) => {
    expect(onlyEvent(sesEvent(name, own))).toMatchObject({ type: 'other', recipient: 'ann@example.com' });
    const destination = ['ann@example.com', 'ben@example.com'];
    expect(normalised(sesEvent(name, own, { destination }))).toEqual({ events: [], rejects: [], notices: [] });
  });

  test('two clicks at one time on other links, or from other places, are two events', () => {
    const click = (changes: object) =>
      onlyEvent(
        sesEvent('Click', {
          click: {
            timestamp: '2026-03-02T09:00:00Z',
            link: 'https://shop.example/',
            ipAddress: '192.0.2.1',
            ...changes,
          },
        }),
      ).id;
    const ids = [
      click({}),
      click({ link: 'https://shop.example/other' }),
      click({ ipAddress: '192.0.2.2' }),
      click({}),
    ];
    expect(new Set(ids).size).toBe(3);
  });

  test('sending and opening are two events, even without times', () => {
    const ids = ['Send', 'Open', 'New', 'Newer'].map((name) => onlyEvent(sesEvent(name, {}, { timestamp: null })).id);
    expect(new Set(ids).size).toBe(4);
  });
});

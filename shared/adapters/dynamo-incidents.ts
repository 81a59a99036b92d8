// Incidents over DynamoDB: a counter for each hour and group, in one partition a reason and day.
import { type DynamoDBClient, QueryCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import type { Reason } from '../classify/reasons.ts';
import { eachConcurrently } from '../pipeline/concurrently.ts';
import { expiresAt } from '../pipeline/history.ts';
import type { Incidents } from '../pipeline/ports.ts';
import { type Incident, incident } from '../suppression/incident.ts';
import { type Item, itemKey, KEYS, TIME_TO_LIVE } from './dynamo-items.ts';

const CONCURRENT_UPDATES = 16;
const CONCURRENT_QUERIES = 32;
const DAY_MS = 86_400_000;

/** @param days how long a counter is kept, from its hour */
export function dynamoIncidents(client: DynamoDBClient, table: string, days: number): Incidents {
  return {
    async add(incidents, now) {
      const kept = incidents.filter(({ hour }) => expiresAt(hour, days) * 1000 > now);
      await eachConcurrently(CONCURRENT_UPDATES, kept, async (counted) => {
        await client.send(new UpdateItemCommand({ TableName: table, ...addition(counted, days) }));
      });
    },

    async read(from, to, reasons) {
      const found: Incident[] = [];
      const parts = daysBetween(from, to).flatMap((day) => reasons.map((reason) => ({ ...day, reason })));
      await eachConcurrently(CONCURRENT_QUERIES, parts, async (part) => {
        for await (const counted of countersOf(client, table, part)) found.push(counted);
      });
      return found;
    },
  };
}

/** Approximate in this too: a batch that comes late sets `lastSeen` back, and `firstSeen` stays, within their hour. */
function addition(counted: Incident, days: number) {
  const { hour, reason, receiver, sender, count, firstSeen, lastSeen, example } = counted;
  return {
    Key: itemKey(partition(reason, hour.slice(0, 10)), `${hour.slice(11, 13)}#${receiver}#${sender}`),
    UpdateExpression:
      'SET firstSeen = if_not_exists(firstSeen, :first), lastSeen = :last, example = :example, #expires = :expires ADD #count :count',
    ExpressionAttributeNames: { '#count': 'count', '#expires': TIME_TO_LIVE },
    ExpressionAttributeValues: {
      ':first': { S: firstSeen },
      ':last': { S: lastSeen },
      ':example': { S: JSON.stringify(example) },
      ':expires': { N: String(expiresAt(hour, days)) },
      ':count': { N: String(count) },
    },
  };
}

/** @param date YYYY-MM-DD */
function partition(reason: Reason, date: string): string {
  return `incidents#${reason}#${date}`;
}

/** Hours of one day: two digits each, from 00 up to 24, the last one exclusive. */
interface Day {
  readonly date: string;
  readonly from: string;
  readonly to: string;
}

function daysBetween(from: string, to: string): Day[] {
  const days: Day[] = [];
  for (let day = Date.parse(from.slice(0, 10)); day < Date.parse(to); day += DAY_MS) {
    const date = new Date(day).toISOString().slice(0, 10);
    days.push({
      date,
      from: from.startsWith(date) ? from.slice(11, 13) : '00',
      to: to.startsWith(date) ? to.slice(11, 13) : '24',
    });
  }
  return days;
}

async function* countersOf(
  client: DynamoDBClient,
  table: string,
  { date, from, to, reason }: Day & { readonly reason: Reason },
): AsyncGenerator<Incident, void> {
  const pk = partition(reason, date);
  let start: Item | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: `${KEYS.partitionKey} = :group AND ${KEYS.sortKey} BETWEEN :from AND :to`,
        // Every key goes on behind the hour, so none equals `to`.
        ExpressionAttributeValues: { ':group': { S: pk }, ':from': { S: from }, ':to': { S: to } },
        ExclusiveStartKey: start,
      }),
    );
    for (const item of Items) {
      const counted = decode(item, reason, date);
      if (counted !== undefined) yield counted;
    }
    start = LastEvaluatedKey;
  } while (start !== undefined);
}

const text = z.object({ S: z.string() });
const counter = z.object({
  [KEYS.sortKey]: z.object({ S: z.string().check(z.regex(/^\d\d#[^#]*#/)) }),
  count: z.object({ N: z.string() }),
  firstSeen: text,
  lastSeen: text,
  example: text,
});

/** Undefined for what is none of ours: these are estimates, and one that is missing must not hide the others. */
function decode(raw: Item, reason: Reason, date: string): Incident | undefined {
  try {
    const { sk, count, firstSeen, lastSeen, example } = counter.parse(raw);
    // No domain of a recipient has a # in it; what the ESP names as the sender may.
    const [hour = '', receiver = '', ...sender] = sk.S.split('#');
    return incident.parse({
      hour: `${date}T${hour}:00:00.000Z`,
      reason,
      receiver,
      sender: sender.join('#'),
      count: Number(count.N),
      firstSeen: firstSeen.S,
      lastSeen: lastSeen.S,
      example: JSON.parse(example.S),
    });
  } catch {
    return undefined;
  }
}

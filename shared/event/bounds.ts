// How much of an event is carried along: apart from its schema, which takes longer to load than all that needs only this.

/** The bounds of what is carried along, in UTF-16 code units, so that no event outgrows a queue message. */
export const BOUNDS = {
  id: 300,
  address: 320,
  text: 2048,
  host: 255,
  native: 128,
  stream: 256,
  tags: 10,
  metadataKeys: 20,
  metadataKey: 64,
  metadataValue: 256,
} as const;

// Base64 with one spelling for each value: Node's decoder skips what is no base64 and takes any last bits.

/** The bytes, or undefined when the text is not their one padded base64 (RFC 4648, section 4). */
export function fromBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}

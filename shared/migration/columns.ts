// Names of columns and keys, compared as people compare them: `EmailAddress`, `Email address` and `email_address` are one.

/** A name in lower case, without anything but letters and digits. */
export type Column = string;

export function columnOf(name: string): Column {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

// A self-signed certificate, written byte by byte: Node.js reads X.509 but can't write it. It signs the SNS messages of
// the local run and of the tests.
import { createHash, type KeyObject, sign } from 'node:crypto';

export interface CertificateRequest {
  readonly commonName: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** An RSA key: the certificate is signed with it. */
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** The ASN.1 tags (X.690 8) that a certificate is made of. */
const TAG = {
  integer: 0x02,
  bitString: 0x03,
  null: 0x05,
  objectIdentifier: 0x06,
  utf8String: 0x0c,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
  /** `[0] EXPLICIT`, which holds the version. */
  version: 0xa0,
} as const;

/** Object identifiers, already encoded. */
const OID = {
  /** 1.2.840.113549.1.1.11 */
  sha256WithRsa: Buffer.from('2a864886f70d01010b', 'hex'),
  /** 2.5.4.3 */
  commonName: Buffer.from('550403', 'hex'),
} as const;

const SIGNATURE_ALGORITHM = der(TAG.sequence, der(TAG.objectIdentifier, OID.sha256WithRsa), der(TAG.null));
/** Versions are counted from 0: this is X.509 v3. */
const VERSION_3 = der(TAG.version, der(TAG.integer, Buffer.of(2)));

/** The certificate of RFC 5280 4.1 without extensions, as PEM text. Takes its times as given and reads no clock. */
export function selfSignedCertificate(request: CertificateRequest): string {
  const { commonName, notBefore, notAfter, privateKey, publicKey } = request;
  const keyInfo = publicKey.export({ type: 'spki', format: 'der' });
  const name = distinguishedName(commonName);
  const validity = der(TAG.sequence, time(notBefore), time(notAfter));
  const body = der(TAG.sequence, VERSION_3, serial(keyInfo), SIGNATURE_ALGORITHM, name, validity, name, keyInfo);
  const signature = der(TAG.bitString, Buffer.of(0), sign('sha256', body, privateKey));
  return pem(der(TAG.sequence, body, SIGNATURE_ALGORITHM, signature));
}

/** Tag, length, content. Lengths from 128 on are written as the number of length bytes, then the length (X.690 8.1.3). */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  if (content.length < 0x80) return Buffer.concat([Buffer.of(tag, content.length), content]);
  const hex = content.length.toString(16);
  const length = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
  return Buffer.concat([Buffer.of(tag, 0x80 | length.length), length, content]);
}

function distinguishedName(commonName: string): Buffer {
  const attribute = der(
    TAG.sequence,
    der(TAG.objectIdentifier, OID.commonName),
    der(TAG.utf8String, Buffer.from(commonName)),
  );
  return der(TAG.sequence, der(TAG.set, attribute));
}

/** Taken from the key, so that the same request gives the same certificate; the leading 1 keeps it positive. */
function serial(keyInfo: Buffer): Buffer {
  return der(TAG.integer, Buffer.of(1), createHash('sha256').update(keyInfo).digest().subarray(0, 8));
}

/** RFC 5280 4.1.2.5: two-digit years (UTCTime) up to 2049, four-digit ones after. */
function time(date: Date): Buffer {
  const digits = date.toISOString().replace(/\.\d+Z$|[^\d]/g, '');
  return date.getUTCFullYear() < 2050
    ? der(TAG.utcTime, Buffer.from(`${digits.slice(2)}Z`))
    : der(TAG.generalizedTime, Buffer.from(`${digits}Z`));
}

function pem(bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

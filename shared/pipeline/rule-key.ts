// Rules of whole domains are records too, under a key that no address has: nothing stands before its @.
import { domainOf } from '../event/address.ts';

/** @param domain in its canonical form */
export function ruleKey(domain: string): string {
  return `@${domain}`;
}

/** The key of the rule that the address is subject to. A rule holds for the domain itself, not for what lies below it. */
export function ruleKeyOf(address: string): string {
  return ruleKey(domainOf(address));
}

export function isRuleKey(key: string): boolean {
  return key.startsWith('@');
}

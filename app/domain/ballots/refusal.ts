/** Why a rule, a roll and votes do not fit together. Nothing is decided. RULES.md B17. */
export type TallyRefusal =
  | { code: 'empty-roll' }
  | { code: 'duplicate-member'; member: string }
  | { code: 'unknown-grouping'; grouping: string }
  | { code: 'unknown-measure'; measure: string }
  | { code: 'derived-per'; measure: string; per: string }
  | { code: 'no-group'; grouping: string; member: string }
  | { code: 'no-share'; measure: string; grouping: string; group: string }
  | { code: 'bad-weight'; member: string; measure: string }
  | { code: 'too-fine'; what: string }
  | { code: 'too-large'; tests: number }
  | { code: 'unknown-member'; member: string }
  | { code: 'unknown-choice'; member: string; choice: string }
  | { code: 'duplicate-vote'; member: string; choice: string }
  | { code: 'bad-part'; member: string; part: string }
  | { code: 'parts-not-one'; member: string; sum: string }

/** One plain sentence for a refusal. */
export function refusalInWords(refusal: TallyRefusal): string {
  switch (refusal.code) {
    case 'empty-roll':
      return 'the roll lists no member'
    case 'duplicate-member':
      return `the roll lists the member "${refusal.member}" twice`
    case 'unknown-grouping':
      return `the rule names the grouping "${refusal.grouping}", which the roll lacks`
    case 'unknown-measure':
      return `the rule names the measure "${refusal.measure}", which the roll lacks`
    case 'derived-per':
      return `the measure "${refusal.measure}" is shared per "${refusal.per}", which must be heads or a weight of the roll`
    case 'no-group':
      return `the rule divides the roll by "${refusal.grouping}", and the member "${refusal.member}" has none`
    case 'no-share':
      return `the measure "${refusal.measure}" names no share for "${refusal.group}" (${refusal.grouping}), which is on the roll`
    case 'bad-weight':
      return `the member "${refusal.member}" has no exact weight >= 0 for the measure "${refusal.measure}"`
    case 'too-fine':
      return `${refusal.what} need a common divisor of more than 1,000 digits`
    case 'too-large':
      return `the rule would need about ${refusal.tests} tests over the groups of this roll; 100000 are the most`
    case 'unknown-member':
      return `the member "${refusal.member}" is not on the roll`
    case 'unknown-choice':
      return `the member "${refusal.member}" has the unknown choice "${refusal.choice}": yes, no and abstain are known`
    case 'duplicate-vote':
      return `the member "${refusal.member}" has two rows for "${refusal.choice}"`
    case 'bad-part':
      return `the member "${refusal.member}" has the part "${refusal.part}": an exact number above 0, up to 1, is needed`
    case 'parts-not-one':
      return `the parts of the vote of "${refusal.member}" sum to ${refusal.sum}, not to 1`
  }
}

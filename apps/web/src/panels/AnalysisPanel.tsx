/** Questions asked on demand: what any routing could reach, what the fabric bounds, what failures cost, how jobs get on beside each other. */
import { BoundsAnswer } from '../analysis/BoundsAnswer.tsx';
import { FailureRanking } from '../analysis/FailureRanking.tsx';
import { FailureSamples } from '../analysis/FailureSamples.tsx';
import { Jobs } from '../analysis/Jobs.tsx';
import { OptimumAnswer } from '../analysis/OptimumAnswer.tsx';
import { Question } from '../analysis/Question.tsx';
import { askBounds, askFailures, askOptimum } from '../control/analysing.ts';

export default function AnalysisPanel() {
  return (
    <>
      <Question name="optimum" ask={askOptimum}>
        {(facts) => <OptimumAnswer facts={facts} />}
      </Question>
      <Question name="bounds" ask={askBounds}>
        {(facts) => <BoundsAnswer facts={facts} />}
      </Question>
      <Question name="failures" ask={askFailures}>
        {(facts) => <FailureRanking facts={facts} />}
      </Question>
      <FailureSamples />
      <Jobs />
    </>
  );
}

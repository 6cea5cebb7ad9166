/** Figures of the inspector as a list, each with where it comes from a press away. */
import { FigureButton, type Told } from '../cost/FigureCard.tsx';
import { Facts, type FactLine } from '../ui/Section.tsx';

interface Line extends FactLine {
  /** How the figure came about, where it is not as all of the list. */
  readonly told?: Told;
}

export function SourcedFacts({ lines, told }: { lines: readonly Line[]; told: Told }) {
  return (
    <Facts
      lines={lines.map((line) => ({
        ...line,
        value: (
          <FigureButton path={line.label} name={line.label} told={line.told ?? told} yours={line.told?.is === 'yours'}>
            {line.value}
          </FigureButton>
        ),
      }))}
    />
  );
}

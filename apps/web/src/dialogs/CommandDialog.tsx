/** The command palette: every action that is offered now. */
import { useMemo } from 'react';
import { keysNow } from '../actions/bindings.ts';
import { actions } from '../actions/table.ts';
import { t } from '../strings/t.ts';
import { actionIcons } from './actionIcons.ts';
import { SearchDialog, type Hit } from './SearchDialog.tsx';

export default function CommandDialog({ close }: { close: () => void }) {
  const hits = useMemo(
    () =>
      actions
        .filter((action) => !action.quiet && (action.when?.() ?? true))
        .map((action): Hit => {
          const Icon = action.icon ?? actionIcons[action.id];
          return {
            id: action.id,
            label: t(action.labelNow?.() ?? action.label),
            group: t(`group.${action.group}`),
            keys: keysNow(action)[0],
            icon: Icon ? <Icon aria-hidden="true" /> : undefined,
            run: action.run,
          };
        }),
    [],
  );
  return (
    <SearchDialog
      title={t('commands.title')}
      placeholder={t('commands.search')}
      none={t('commands.none')}
      hits={hits}
      close={close}
    />
  );
}

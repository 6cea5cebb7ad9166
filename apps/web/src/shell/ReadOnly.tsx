/** Another window writes this draft: said over the view, with the ways on. */
import '../strings/later.ts';
import { Eye } from 'lucide-react';
import { useState } from 'react';
import { openCopyHere, takeOver } from '../control/drafts.ts';
import { t } from '../strings/t.ts';
import { Button } from '../ui/Button.tsx';
import styles from './ReadOnly.module.css';

export default function ReadOnly() {
  const [taking, setTaking] = useState(false);
  const take = async () => {
    setTaking(true);
    await takeOver();
    setTaking(false);
  };
  return (
    <section className={styles.strip} role="alert">
      <Eye aria-hidden="true" />
      <p>
        {t('tabs.title')} <span>{t('tabs.what')}</span>
      </p>
      <Button look="outline" onClick={openCopyHere}>
        {t('tabs.copy')}
      </Button>
      <Button look="solid" aria-disabled={taking} onClick={() => (taking ? undefined : void take())}>
        {t(taking ? 'tabs.taking' : 'tabs.takeOver')}
      </Button>
    </section>
  );
}

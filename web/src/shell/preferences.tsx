import { SegmentedControl, useMantineColorScheme } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { chooseLanguage, type Language, languageNames, languages } from '../i18n/i18n.ts'
import classes from './preferences.module.css'

/** Language and appearance, kept in this browser. */
export function Preferences() {
  const { t, i18n } = useTranslation()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <div className={classes.preferences}>
      <SegmentedControl
        size="xs"
        aria-label={t('account.language')}
        value={i18n.language}
        onChange={(language) => void chooseLanguage(language as Language)}
        data={languages.map((language) => ({ value: language, label: languageNames[language] }))}
      />
      <SegmentedControl
        size="xs"
        aria-label={t('account.appearance')}
        value={colorScheme}
        onChange={(scheme) => setColorScheme(scheme as 'auto')}
        data={(['auto', 'light', 'dark'] as const).map((value) => ({ value, label: t(`account.${value}`) }))}
      />
    </div>
  )
}

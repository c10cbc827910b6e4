// What is set for receipts on paper today.
import { useQuery } from '@tanstack/react-query';
import { settingValue, type SettingValue } from '../../../core/settings/settings.ts';
import { useServices } from '../../services.tsx';

/** The setting, or null while it is not known. */
export function usePaperSetting(): SettingValue<'paper'> | null {
  const { ledger } = useServices();
  const { data } = useQuery({
    queryKey: ['settings', 'paper'],
    queryFn: () => ledger.ask('settings.read', { keys: ['paper'], date: null }),
  });
  return settingValue('paper', data?.settings[0]?.value);
}

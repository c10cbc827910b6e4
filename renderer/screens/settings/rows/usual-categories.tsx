// The categories of the tariff, offered while one is typed: a rule for a category that is written otherwise never applies.
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useId } from 'react';
import { useServices } from '../../../services.tsx';

type UsualCategoriesProps = { readonly children: (listId: string) => ReactNode };

export function UsualCategories({ children }: UsualCategoriesProps) {
  const id = useId();
  const { ledger } = useServices();
  const { data } = useQuery({
    queryKey: ['tariff', 'categories'],
    queryFn: () => ledger.ask('tariff.list', { text: '', category: null, state: null, from: 0, limit: 1 }),
    // Whoever may not read the tariff types without help.
    retry: false,
  });
  return (
    <>
      {children(id)}
      <datalist id={id}>
        {(data?.categories ?? []).map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
    </>
  );
}

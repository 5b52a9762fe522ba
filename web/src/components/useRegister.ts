/** Loads a list of a register; an empty list while it is loading or cannot be loaded. */
import { useEffect, useState } from 'preact/hooks';

export function useRegister<Item>(key: string, load: (key: string) => Promise<Item[]>): Item[] {
  const [list, setList] = useState<Item[]>([]);
  useEffect(() => {
    let wanted = true;
    setList([]);
    if (key) {
      load(key).then(
        (found) => wanted && setList(found),
        () => undefined,
      );
    }
    return () => {
      wanted = false;
    };
  }, [key]);
  return list;
}

// How a screen opens the way in without a face. Renderer.

import { createContext, useContext } from 'react';

/** Null while there is no such way: the host is not there to be asked. */
export const OtherWayContext = createContext<(() => void) | null>(null);

export const useOtherWay = (): (() => void) | null => useContext(OtherWayContext);

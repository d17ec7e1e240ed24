/** The object library as the composer reads it; import this module lazily. */
import { libraryOf, type ObjectLibrary } from '../../core/composer/object-library.ts';
import { objectFiles } from '../objects/objects.browser.ts';

export const bundledObjects = (): ObjectLibrary => libraryOf(objectFiles);

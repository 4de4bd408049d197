/** What the embedded cloud plays, for those who write it down. */
export { type NamedRoute, servicePlays, type ServicePlay } from '../stub/played';

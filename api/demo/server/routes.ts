import { loadpointRoutes } from './loadpoint-routes.ts';
import { readRoutes } from './read-routes.ts';
import type { Route, RouteContext } from './route.ts';
import { siteRoutes } from './site-routes.ts';
import { vehicleRoutes } from './vehicle-routes.ts';

/** Every route below `/api`. */
export function allRoutes(context: RouteContext): Route[] {
  return [
    ...readRoutes(context),
    ...siteRoutes(context),
    ...loadpointRoutes(context),
    ...vehicleRoutes(context),
  ];
}

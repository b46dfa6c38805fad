import type { ForumId } from '../ids'
import { hasRole, type Standing } from '../members/standing'

/** F2: a forum's seats and rules are kept by its secretariat, or by an administrator. */
export const mayManageForum = (who: Standing | null, forumId: ForumId): boolean =>
  hasRole(who, 'administrator') || hasRole(who, 'secretariat', forumId)

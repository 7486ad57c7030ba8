/** What the launcher was told, and the guards on it. */
@NullMarked
package dev.rollcall.stack.settings;

import org.jspecify.annotations.NullMarked;

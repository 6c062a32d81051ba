@NullMarked
package dev.migrationgate.repository;

import org.jspecify.annotations.NullMarked;

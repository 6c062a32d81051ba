/** What a vendor could deliver: a service, and the program that brings its schema up to date. */
@NullMarked
package dev.migrationgate.example.billing;

import org.jspecify.annotations.NullMarked;

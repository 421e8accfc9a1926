/**
 * A directory of CSV and NDJSON files as a system: takes settings and calls of the hub, hands on
 * datasets, one per file. Everything a host needs is found by the type {@code filedrop}.
 */
@NullMarked
package com.example.filedrop;

import org.jspecify.annotations.NullMarked;

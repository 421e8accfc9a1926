/**
 * Records: what a raw record says and how it is written, whatever the format. Formats turn bytes
 * into {@link com.example.filedrop.record.Content} and back.
 */
@NullMarked
package com.example.filedrop.record;

import org.jspecify.annotations.NullMarked;

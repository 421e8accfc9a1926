package io.syncline.jdbc;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Runs where a server of MySQL is given: no package has its binaries. See CONTRIBUTING.md. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("once")
@EnabledIfSystemProperty(
    named = "syncline.test.mysql",
    matches = ".+",
    disabledReason = "no server of MySQL is given by syncline.test.mysql")
public @interface OnMySql {}

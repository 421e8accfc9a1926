package io.syncline.http.manifest;

import tools.jackson.core.JsonPointer;

/** How the whole dataset is listed. */
public record ScanSpec(Call call, JsonPointer records, Paging paging) {}

-- By hand: counts of a minute need not outlive a crash, and their rows are changed in place many times a second.
CREATE UNLOGGED TABLE "rate_windows" (
    "org_id" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "window_at" TIMESTAMPTZ(3) NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "rate_windows_pkey" PRIMARY KEY ("org_id","subject","window_at")
) WITH (fillfactor = 50);

-- CreateTable
CREATE TABLE "sign_in_tries" (
    "subject" BYTEA NOT NULL,
    "count" INTEGER NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_in_tries_pkey" PRIMARY KEY ("subject")
);

-- CreateIndex
CREATE INDEX "rate_windows_window_at_idx" ON "rate_windows"("window_at");

-- CreateIndex
CREATE INDEX "sign_in_tries_ends_at_idx" ON "sign_in_tries"("ends_at");

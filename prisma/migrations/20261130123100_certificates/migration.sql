-- What held on every way through a version when it was published.
ALTER TABLE "flow_versions" ADD COLUMN "certificate" JSON;

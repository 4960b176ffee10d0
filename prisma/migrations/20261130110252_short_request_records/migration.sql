-- A request whose id the server made has it as the id of its row, and no second copy as text. Stop every process before it runs,
-- like for 20261130082000_messages_in_turns: earlier builds expect the id, and show {org} and {session} in paths.
ALTER TABLE "request_records" ALTER COLUMN "request_id" DROP NOT NULL;

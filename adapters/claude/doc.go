// Package claude speaks Claude Messages, in both of its versions (anthropic-version 2023-06-01 and 2026-10-21).
//
// # Shape
//
// A request has a system text, tools and messages; a message has a role and content, which is one string or a list of blocks.
// A response is one message. A stream is that message in pieces: message_start, then for each block content_block_start,
// its deltas and content_block_stop, then message_delta with the stop reason and the usage, and message_stop. Every frame
// has an event line; clients drop those without one.
//
// # Quirks
//
//   - max_tokens is mandatory. A thinking budget is at least 1024 and below it.
//   - Results of tools are blocks of the very next user message, all of them, before anything else in it.
//   - No text block may be blank; no final answer to go on from may end in whitespace; newer models go on from none.
//   - Thinking goes back with its signature, to the byte; only its issuer can verify it. It takes no breakpoint.
//   - With thinking on: no temperature but 1, no top_k, no forced tool, no answer to go on from.
//   - Newer models and the newer version take no temperature, top_p and top_k at all.
//   - A system message within the conversation comes after the user's and before the assistant's, on newer models only.
//   - Four breakpoints at most; those of an hour come before those of five minutes.
//   - input_tokens leaves out what a cache gave and took; the canonical total includes it.
//   - A history with calls demands tools. Ids of calls are words.
//   - A stream ends with message_stop; a relay may close it with another dialect's [DONE].
//
// # Table
//
//	model                         model
//	max_tokens                    max_output_tokens
//	system                        instructions
//	messages[].role               messages.role (user, assistant, system)
//	messages[].content            messages.parts, form
//	messages[].output_config      messages.settings
//	tools[]                       tools: without type or with type custom functions, else hosted
//	  input_schema, strict,       schema_json, strict,
//	  defer_loading,              defer_loading,
//	  input_examples              examples_json
//	  allowed_domains …           hosted.allowed_domains …
//	mcp_servers[]                 tools.hosted.server_url …, joined with the mcp_toolset that names the server
//	tool_choice.type              tool_choice.mode: auto, any (required), tool (required, one tool), none
//	  disable_parallel_tool_use   not tool_choice.parallel
//	thinking.type                 reasoning.mode: adaptive, enabled (budget), disabled (off), between_tools
//	  budget_tokens, display      reasoning.budget_tokens, visibility (summarized: summary, omitted: none)
//	output_config.effort          reasoning.effort
//	output_config.format,         output.format
//	output_format (older)
//	temperature, top_p, top_k,    sampling
//	stop_sequences
//	stream                        stream
//	metadata.user_id              end_user_id
//	service_tier, speed           service_tier (standard_only: default, speed fast: fast)
//	cache_control                 caching.automatic
//
//	blocks:
//	text, citations               text
//	image, document               media; source base64, text, url, file, content: data, text, uri, file_id, parts
//	search_result                 media with uri and parts
//	thinking, redacted_thinking   reasoning, with the signature or the data as its seal
//	tool_use, tool_result         tool_call, tool_result
//	tool_reference,               tool_changes
//	tool_addition, tool_removal
//	compaction                    compaction, with encrypted_content as its seal
//	cache_control of any          cache
//	all others                    opaque
//
//	response:
//	id, model, content            id, model, candidates[0].messages[0].parts
//	stop_reason, stop_sequence,   candidates[0].finish
//	stop_details.explanation
//	usage                         usage, service_tier
//
// Everything else is kept as extensions. The place "header" in them holds the headers of the dialect that a request came
// with, the place "opened" which block a part came from once a seal envelope was opened; neither is a place of a body.
//
// # Inside
//
// Decoders fill wire structs and turn them into the canonical model in one pass. Encoders have two steps: what another
// dialect said is lowered (lower*.go) to a canonical document that this dialect can say word by word, with all policy and all
// losses; then it is written as it stands, by the same functions that write this dialect's own documents one-to-one.
package claude

// Package responses is the adapter of the OpenAI Responses dialect, with the variations of Open Responses and of servers
// that speak either.
//
// A client that says that it speaks Open Responses gets the names and words of that specification (open.go).
//
// # Shape
//
// A request is flat: options, instructions, tools, and an input that is one string or a list of items. An item is a message,
// a call, the output of a call, reasoning, or one of many things more; one item is one canonical message. A response repeats
// most of its request and adds the output, a list of items again. A stream tells of the same items, each added, grown and
// done, between frames that hold the response as a whole.
//
// What the canonical model has no field for is kept in extensions; items, parts and frames of unknown types are kept whole.
// Members that repeat the request, timestamps and what belongs to frames alone (sequence numbers, item ids, padding, texts
// that are said a second time) are marked as transport.
//
// # Requests
//
//	model, stream, service_tier, metadata       the fields of these names
//	instructions                                instructions, form STRING
//	input                                       messages; messages_form tells a string from a list
//	tools, tool_choice, parallel_tool_calls     tools, tool_choice, tool_choice.parallel
//	max_output_tokens, max_tool_calls           the fields of these names
//	temperature, top_p, top_logprobs            sampling
//	reasoning.effort, .summary                  reasoning.effort (none is mode OFF too), .visibility
//	include                                     reasoning.include_seal, sampling.logprobs; all else under its position
//	text.format, .verbosity                     output.format, .verbosity
//	previous_response_id, conversation, store,  continuation
//	background
//	prompt_cache_key, _retention, _options      caching.key, .retention, .mode and .ttl_seconds
//	safety_identifier, else user                end_user_id
//
// # Items
//
//	message                        message with text, media and refusal parts; form STRING or LIST, never unset
//	function_call                  tool_call, kind FUNCTION, arguments_json
//	tool_search_call of a client   tool_call too: of the function tool_search
//	custom_tool_call               tool_call, kind CUSTOM, input
//	…_output of these              tool_result, form STRING or LIST
//	reasoning                      reasoning: summary[] in summaries, content[] in text; encrypted_content is the seal
//	compaction                     compaction, sealed
//	additional_tools               tool_changes of a developer
//	tool_search_output             tool_changes of a tool, behind the tool_result of a call that the client answers
//	configuration_update           settings
//	all others, and references     opaque
//
// Of a part, prompt_cache_breakpoint is the cache hint, annotations are citations, and a data URL in image_url or file_data
// is taken apart. Items that are no message have a form unset: so the encoder tells them from messages.
//
// # Tools
//
//	function, custom               name, description, parameters, strict, output_schema, format as grammar
//	tool_search of a client        kind FUNCTION, by the name tool_search
//	namespace                      kind NAMESPACE with tools
//	all others                     kind HOSTED; web search and MCP servers in the fields of hosted
//
// # Responses
//
//	id, model, created_at, status  id, model, create_time, status
//	output                         the messages of candidate 0
//	status, incomplete_details     finish: completed is TOOL_CALLS, REFUSAL, COMPACTED or END by what the output holds
//	error                          error
//	usage                          usage, whose totals are inclusive here too
//
// # Encoding
//
// A document of this dialect is written back as it came. Any other is first fitted into the form that a document of this one
// has (the fit files: all policy and every loss is there), and then written by the same functions. Two things are put into a
// fitted request that its source does not have, and neither is a loss: strict is always said, since left out it means that
// the service tries; and where the source says nothing of storing, store is false and the sealed reasoning is asked for in
// its place, unless the model does not reason.
//
// A fitted response has every member that some client asks for: the echo of the request (or the vendor's defaults where it
// is not known), usage with both details. A composed stream has every frame, sequence numbers without a gap, one response id
// throughout, and [DONE] at its end. The reasoning of other dialects is shown as a summary. Foreign seals travel in
// encrypted_content: on reasoning in its own item, of a text or a call in a reasoning item beside it.
package responses

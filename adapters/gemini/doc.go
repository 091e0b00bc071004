// Package gemini speaks Gemini generateContent, of Google's developer API and of Vertex AI.
//
// # Shape
//
// The model and the method stand in the path: …/models/NAME:generateContent, or :streamGenerateContent, whose answer is an
// event stream with ?alt=sse and else one JSON array of the same chunks. A conversation is a list of contents by user and
// model, each a list of parts: one data member and flags. Tool results are parts of the user's. Answers are candidates with
// one content each; a stream's chunks are such answers with what is new, without any sentinel.
//
// # Quirks
//
//   - Every member may be spelled in lowerCamelCase or snake_case, enums in any case or as numbers, numbers of 64 bits as
//     strings, bytes in either base64 alphabet, a list of one as its element. Breadcrumbs (keeper.go) give it all back.
//   - Function calls may lack an id: results without one answer the first waiting call of their name.
//   - STOP also ends a turn with function calls. A refused prompt is a success without candidates.
//   - Models up to 2.5 take a thinking budget, later ones a level; later ones demand the thought signature of the first
//     call of every step, for which a documented placeholder may stand.
//   - Token counts leave thoughts out of candidates, and hosted tools out of the prompt.
//   - Offsets of grounding and citations count bytes of the whole visible text.
//   - Clients read nothing but lines "data: {…}": no comments, no event names, no [DONE].
//
// # Fields
//
//	wire                                              canonical
//	path, model                                       model, stream
//	systemInstruction.parts                           instructions
//	contents[]{role, parts}                           messages[]{role, parts}
//	  text / text + thought                           text / reasoning.text
//	  inlineData, fileData                            media{media_type, data | uri, filename}
//	  mediaResolution.level                           media.detail
//	  functionCall{id, name, args}                    tool_call{call_id, name, arguments_json}
//	  functionResponse{id, name, response, parts}     tool_result{call_id, name, output_json, is_error, parts}
//	  executableCode, toolCall, … any other           opaque{type, json}
//	  thoughtSignature                                seal
//	tools[].functionDeclarations[]                    tools[]{name, description}
//	  parametersJsonSchema | parameters               schema_json
//	  responseJsonSchema | response                   output_schema_json
//	tools[].googleSearch, urlContext, …               tools[].hosted{kind, type}
//	toolConfig.functionCallingConfig                  tool_choice{mode, tools}
//	generationConfig.temperature, topP, topK, seed,   sampling
//	  stopSequences, penalties, logprobs
//	  maxOutputTokens, candidateCount                 max_output_tokens, candidate_count
//	  responseMimeType, responseJsonSchema            output.format{media_type, schema_json}
//	  responseModalities                              output.modalities
//	  thinkingConfig{thinkingLevel, thinkingBudget,   reasoning{effort, mode + budget_tokens,
//	    includeThoughts}                                visibility}
//	cachedContent, labels, serviceTier                caching.cached_content, metadata, service_tier
//	candidates[]{index, content}                      candidates[]{index, messages[0]}
//	  finishReason, finishMessage                     finish{reason, raw, message}
//	  groundingMetadata, citationMetadata             text.citations
//	  logprobsResult                                  text.logprobs
//	promptFeedback{blockReason, blockReasonMessage}   prompt_block{reason, message}
//	usageMetadata                                     usage, service_tier
//	modelVersion, responseId, createTime              model, id, create_time
//	error{code, status, message, details}             error{http_status, type, message, vendor_code, param, retry_after_ms}
//
// All else is kept as extensions. store switches logging here and is no state.
//
// # Where things are
//
// wire*.go reads wire objects, *_decode.go makes the canonical model of them, lower*.go holds the policy for what came from
// other dialects, *_write.go writes what is in Gemini's own terms by then. reader*.go and *_read.go turn chunks into events,
// writer*.go and chunk_write.go events into chunks. locate*.go finds places in documents.
package gemini

package chat

import (
	"strconv"
	"unicode/utf8"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

const (
	classMetadata = pb.LossClass_LOSS_CLASS_METADATA
	classState    = pb.LossClass_LOSS_CLASS_STATE

	maxMetadata      = 16
	maxMetadataKey   = 64
	maxMetadataValue = 512
	maxUserID        = 64

	userField    = "safety_identifier"
	userOldField = "user"
)

// decodeCall reads what is about the call rather than the conversation: caller, tier, state, caching, streaming.
func decodeCall(req *pb.GenerateRequest, w *wireRequest, k *kept) {
	decodeMetadata(req, string(w.Metadata), k)
	if store := k.boolPtr("store", &w.Store); store != nil {
		req.Continuation = &pb.Continuation{Store: store}
	}
	req.ServiceTier = k.strPtr("service_tier", &w.ServiceTier)
	req.EndUserId = k.strPtr(userField, &w.SafetyIdentifier)
	if old := k.strPtr(userOldField, &w.User); old != nil {
		if req.EndUserId == nil {
			req.EndUserId = old
			k.lacks(userField)
		} else {
			k.unknown.Keep(userOldField, jsonx.Value(jsonx.Quote(*old)))
		}
	}
	decodeCaching(req, w, k)
	decodeStreaming(req, w, k)
}

func decodeMetadata(req *pb.GenerateRequest, raw string, k *kept) {
	if raw == "" {
		return
	}
	if jsonx.KindOf(raw) != '{' {
		k.raw("metadata", jsonx.Value(raw), false)
		return
	}
	if jsonx.Empty(raw) {
		k.spell("metadata", raw)
	}
	var inner kept
	for name, value := range jsonx.Members(raw) {
		if text, ok := jsonx.Unquote(value); ok {
			req.Metadata = append(req.Metadata, &pb.MetadataEntry{Key: name, Value: text})
		} else {
			inner.unknown.Keep(name, jsonx.Value(value))
		}
	}
	req.Extensions = inner.into(req.Extensions, "/metadata")
}

func decodeCaching(req *pb.GenerateRequest, w *wireRequest, k *kept) {
	c := &pb.Caching{
		Key:       k.strPtr("prompt_cache_key", &w.CacheKey),
		Retention: k.strSpelled("prompt_cache_retention", &w.CacheRetention),
	}
	k.raw("prompt_cache_options", w.CacheOptions.Raw, false)
	if o := w.CacheOptions.V; o != nil {
		inner := keep(o.Extra)
		c.Mode = inner.strSpelled("mode", &o.Mode)
		c.TtlSeconds = readTTL(&o.TTL, &inner)
		if c.Mode == "" && c.TtlSeconds == nil && inner.empty() {
			k.spell("prompt_cache_options", "{}")
		}
		req.Extensions = inner.into(req.Extensions, "/prompt_cache_options")
	}
	k.raw("cache_control", w.CacheControl.Raw, false)
	if w.CacheControl.V != nil {
		hint, inner := readCacheControl(w.CacheControl.V)
		c.Automatic = hint
		req.Extensions = inner.into(req.Extensions, "/cache_control")
	}
	if c.Key != nil || c.Retention != "" || c.Mode != "" || c.TtlSeconds != nil || c.Automatic != nil {
		req.Caching = c
	}
}

func decodeStreaming(req *pb.GenerateRequest, w *wireRequest, k *kept) {
	req.Stream = k.boolPtr("stream", &w.Stream)
	k.raw("stream_options", w.StreamOptions.Raw, false)
	o := w.StreamOptions.V
	if o == nil {
		return
	}
	inner := keep(o.Extra)
	req.StreamUsage = inner.boolPtr("include_usage", &o.IncludeUsage)
	if o.Obfuscation != "" {
		inner.transport.Keep("include_obfuscation", jsonx.Value(o.Obfuscation))
	}
	if req.StreamUsage == nil && inner.empty() {
		k.spell("stream_options", "{}")
	}
	req.Extensions = inner.into(req.Extensions, "/stream_options")
}

// call writes what decodeCall reads.
func (e *requestEncoder) call(o jsonx.Object) {
	e.caching(o)
	e.state(o)
	e.tier(o)
	e.metadata(o)
	e.user(o)
	e.streaming(o)
}

func (e *requestEncoder) metadata(o jsonx.Object) {
	entries := e.req.Metadata
	if !e.native {
		entries = e.legalMetadata(entries)
	}
	members := ours(e.req.Extensions, "/metadata")
	if len(entries) == 0 && members == "" {
		return
	}
	if m, ok := o.Object("metadata", members); ok {
		for _, entry := range entries {
			m.Str(entry.Key, entry.Value)
		}
		m.End()
	}
}

// legalMetadata leaves out the entries that the vendor refuses.
func (e *requestEncoder) legalMetadata(entries []*pb.MetadataEntry) []*pb.MetadataEntry {
	var legal []*pb.MetadataEntry
	for i, entry := range entries {
		if len(legal) == maxMetadata || utf8.RuneCountInString(entry.Key) > maxMetadataKey ||
			utf8.RuneCountInString(entry.Value) > maxMetadataValue {
			e.losses.Drop("/metadata/"+strconv.Itoa(i), classMetadata, "the target takes sixteen short entries")
			continue
		}
		legal = append(legal, entry)
	}
	return legal
}

func (e *requestEncoder) state(o jsonx.Object) {
	c := e.req.Continuation
	if c == nil {
		return
	}
	o.BoolOpt("store", c.Store)
	if c.PreviousResponseId != "" {
		e.losses.Refuse("/continuation/previous_response_id", classState, "the target keeps no state to go on from")
	}
	if c.Conversation != "" {
		e.losses.Refuse("/continuation/conversation", classState, "the target keeps no conversations")
	}
	if c.GetBackground() {
		e.losses.Refuse("/continuation/background", classState, "the target does not run in the background")
	}
}

func (e *requestEncoder) tier(o jsonx.Object) {
	tier := e.req.ServiceTier
	if tier != nil && !e.native && !serviceTiers[*tier] {
		e.losses.Drop("/service_tier", classMetadata, "the target has no such tier")
		return
	}
	o.StrOpt("service_tier", tier)
}

func (e *requestEncoder) user(o jsonx.Object) {
	id := e.req.EndUserId
	if id == nil {
		return
	}
	if !e.native && len(*id) > maxUserID {
		e.losses.Approximate("/end_user_id", classMetadata, "the target takes shorter ids: a hash stands for it")
		o.Str(userField, canon.MintID("user_", *id))
		return
	}
	o.Str(spelling(o, userField, userOldField), *id)
}

func (e *requestEncoder) caching(o jsonx.Object) {
	c := e.req.Caching
	if c == nil {
		return
	}
	o.StrOpt("prompt_cache_key", c.Key)
	members := ours(e.req.Extensions, "/prompt_cache_options")
	if e.caps.NoCacheMarks && e.fits {
		e.dropCacheOptions(c)
	} else if c.Mode != "" || c.TtlSeconds != nil || members != "" {
		if options, ok := o.Object("prompt_cache_options", members); ok {
			options.StrNonEmpty("mode", c.Mode)
			e.ttl(options, c.TtlSeconds, "/caching/ttl_seconds")
			options.End()
		}
	}
	o.StrNonEmpty("prompt_cache_retention", c.Retention)
	if c.Automatic != nil && e.native {
		if mark, ok := o.Object("cache_control", ours(e.req.Extensions, "/cache_control")); ok {
			writeCacheControl(mark, c.Automatic)
			mark.End()
		}
	} else if c.Automatic != nil {
		e.losses.Drop("/caching/automatic", classCaching, "the target has no automatic breakpoint")
	}
	if c.CachedContent != "" {
		e.losses.Refuse("/caching/cached_content", classState, "the target holds no cached content")
	}
}

// dropCacheOptions reports options that came together with breakpoints.
func (e *requestEncoder) dropCacheOptions(c *pb.Caching) {
	if c.Mode != "" {
		e.losses.Drop("/caching/mode", classCaching, "the model has no modes of caching")
	}
	if c.TtlSeconds != nil {
		e.losses.Drop("/caching/ttl_seconds", classCaching, "the model takes no time to live")
	}
}

func (e *requestEncoder) streaming(o jsonx.Object) {
	req := e.req
	o.BoolOpt("stream", req.Stream)
	usage := req.StreamUsage
	if stream := req.GetStream(); !e.native {
		// What comes back needs usage at its end, whatever the source's own streams do.
		if usage = nil; stream {
			usage = &stream
		}
	}
	if e.x.Quirks.NoStreamUsage {
		usage = nil
	}
	members := ours(req.Extensions, "/stream_options")
	if usage == nil && members == "" {
		return
	}
	if options, ok := o.Object("stream_options", members); ok {
		options.BoolOpt("include_usage", usage)
		options.End()
	}
}

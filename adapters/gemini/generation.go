package gemini

import (
	"strings"

	"google.golang.org/protobuf/proto"

	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

const atGeneration = "/generationConfig"

// decodeGeneration reads how the answer is to be made.
func decodeGeneration(req *pb.GenerateRequest, k *keeper, g *wireGeneration) {
	if !g.present {
		return
	}
	l := &g.leftover
	s := &pb.Sampling{
		Temperature:      k.float(atGeneration, l, "temperature", &g.temperature),
		TopP:             k.float(atGeneration, l, "topP", &g.topP),
		TopK:             k.float(atGeneration, l, "topK", &g.topK),
		Seed:             k.integer(atGeneration, l, "seed", &g.seed),
		FrequencyPenalty: k.float(atGeneration, l, "frequencyPenalty", &g.frequencyPenalty),
		PresencePenalty:  k.float(atGeneration, l, "presencePenalty", &g.presencePenalty),
		Stop:             k.strings(atGeneration, l, "stopSequences", &g.stopSequences),
		Logprobs:         k.boolean(l, "responseLogprobs", &g.responseLogprobs),
		TopLogprobs:      k.integer32(atGeneration, l, "logprobs", &g.logprobs),
	}
	if proto.Size(s) > 0 {
		req.Sampling = s
	}
	req.CandidateCount = k.integer32(atGeneration, l, "candidateCount", &g.candidateCount)
	req.MaxOutputTokens = k.integer(atGeneration, l, "maxOutputTokens", &g.maxOutputTokens)
	decodeOutput(req, k, g)
	if g.thinkingConfig.present {
		req.Reasoning = decodeThinking(&g.thinkingConfig)
	}
	k.rest(atGeneration, l)
	req.Extensions = k.exts
	if !hasGeneration(req) {
		k.form("", "generationConfig", formEmpty)
	}
}

// strings takes a list of strings.
func (k *keeper) strings(at string, l *leftover, name string, s *stringList) []string {
	l.keep(name, s.raw)
	if s.set && len(s.items) == 0 {
		k.form(at, name, formEmpty)
	}
	return s.items
}

// decodeOutput reads the shape of the answer.
func decodeOutput(req *pb.GenerateRequest, k *keeper, g *wireGeneration) {
	l := &g.leftover
	mime, hasMime := k.str(atGeneration, l, "responseMimeType", &g.responseMimeType)
	schema := decodeSchema(l, "responseJsonSchema", g.responseJSONSchema, "responseSchema", g.responseSchema)
	modalities := decodeModalities(k, g)
	if !hasMime && schema == nil && modalities == nil {
		return
	}
	req.Output = &pb.OutputConfig{Modalities: modalities}
	if hasMime || schema != nil {
		req.Output.Format = &pb.OutputFormat{MediaType: mime, SchemaJson: schema}
	}
}

// decodeModalities reads the kinds of output, in lower case.
func decodeModalities(k *keeper, g *wireGeneration) []string {
	l := &g.leftover
	var out []string
	exact := true
	for _, m := range k.strings(atGeneration, l, "responseModalities", &g.responseModalities) {
		low := strings.ToLower(m)
		exact = exact && strings.ToUpper(low) == m
		out = append(out, low)
	}
	if !exact {
		w := jsonx.NewWriter(nil)
		w.BeginArray()
		for _, m := range g.responseModalities.items {
			w.Str(m)
		}
		w.EndArray()
		k.exact(atGeneration, l.spelling("responseModalities"), string(w.Bytes()))
	}
	return out
}

// hasGeneration reports whether a request says anything that stands in the generation config.
func hasGeneration(req *pb.GenerateRequest) bool {
	for _, e := range req.Extensions {
		if e.Dialect == own && strings.HasPrefix(e.At, atGeneration) {
			return true
		}
	}
	return req.Sampling != nil || req.CandidateCount != nil || req.MaxOutputTokens != nil || req.Output != nil ||
		req.Reasoning != nil
}

func writeGeneration(o object, req *pb.GenerateRequest) {
	const name = "generationConfig"
	if !hasGeneration(req) && form(req.Extensions, "", name) == "" {
		return
	}
	g, ok := o.open(name, req.Extensions, atGeneration)
	if !ok {
		return
	}
	writeSampling(g, req)
	writeOutput(g, req)
	if req.Reasoning != nil {
		writeThinking(g, req.Reasoning)
	}
	g.End()
}

func writeSampling(g object, req *pb.GenerateRequest) {
	s := req.GetSampling()
	if s == nil {
		s = &pb.Sampling{}
	}
	g.FloatOpt(g.name("temperature"), s.Temperature)
	g.FloatOpt(g.name("topP"), s.TopP)
	g.FloatOpt(g.name("topK"), s.TopK)
	g.Int32Opt(g.name("candidateCount"), req.CandidateCount)
	g.IntOpt(g.name("maxOutputTokens"), req.MaxOutputTokens)
	writeStrings(g, "stopSequences", s.Stop, form(req.Extensions, atGeneration, "stopSequences"))
	g.FloatOpt(g.name("presencePenalty"), s.PresencePenalty)
	g.FloatOpt(g.name("frequencyPenalty"), s.FrequencyPenalty)
	g.IntOpt(g.name("seed"), s.Seed)
	g.BoolOpt(g.name("responseLogprobs"), s.Logprobs)
	g.Int32Opt(g.name("logprobs"), s.TopLogprobs)
}

func writeStrings(o object, name string, values []string, form string) {
	if len(values) > 0 || form != "" {
		o.Strs(o.name(name), values)
	}
}

func writeOutput(g object, req *pb.GenerateRequest) {
	f := req.GetOutput().GetFormat()
	g.StrNonEmpty(g.name("responseMimeType"), f.GetMediaType())
	g.RawNonEmpty(g.name("responseJsonSchema"), f.GetSchemaJson())
	var modalities []string
	for _, m := range req.GetOutput().GetModalities() {
		modalities = append(modalities, strings.ToUpper(m))
	}
	writeStrings(g, "responseModalities", modalities, form(req.Extensions, atGeneration, "responseModalities"))
}

package openai

import (
	"net/url"
	"time"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/jsonx"
)

// modelsPath is the list of models, relative to the base URL. It has one page.
const modelsPath = "/models"

type wireModels struct {
	Data []wireModel `json:"data"`
}

type wireModel struct {
	ID      string    `json:"id"`
	Created jsonx.Int `json:"created"`
	OwnedBy string    `json:"owned_by"`
}

// ModelsPath implements adapters.ModelLister.
func (Vendor) ModelsPath(string) string { return modelsPath }

// DecodeModels implements adapters.ModelLister.
func (Vendor) DecodeModels(body []byte) ([]adapters.Model, string, error) {
	var w wireModels
	if err := jsonx.Unmarshal(body, &w); err != nil {
		return nil, "", err
	}
	models := make([]adapters.Model, 0, len(w.Data))
	for _, m := range w.Data {
		model := adapters.Model{ID: m.ID, Owner: m.OwnedBy}
		if m.Created.V > 0 {
			model.Created = time.Unix(m.Created.V, 0)
		}
		models = append(models, model)
	}
	return models, "", nil
}

// EncodeModels implements adapters.ModelLister. The vendor's list has one page.
func (Vendor) EncodeModels(dst []byte, _ url.Values, models []adapters.Model) []byte {
	w := jsonx.NewWriter(dst)
	o := w.Object("")
	o.Str("object", "list")
	if o.Array("data") {
		for _, m := range models {
			writeModel(w, m)
		}
		o.EndArray()
	}
	o.End()
	return w.Bytes()
}

// EncodeModel implements adapters.ModelLister.
func (Vendor) EncodeModel(dst []byte, m adapters.Model) []byte {
	w := jsonx.NewWriter(dst)
	writeModel(w, m)
	return w.Bytes()
}

// writeModel writes one entry; SDKs demand every member.
func writeModel(w *jsonx.Writer, m adapters.Model) {
	created := int64(0)
	if !m.Created.IsZero() {
		created = m.Created.Unix()
	}
	owner := m.Owner
	if owner == "" {
		owner = "system"
	}
	o := w.Object("")
	o.Str("id", m.ID)
	o.Str("object", "model")
	o.Int("created", created)
	o.Str("owned_by", owner)
	o.End()
}

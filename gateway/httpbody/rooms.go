package httpbody

import (
	"math/bits"
	"net/http"
	"sync"
)

// Bodies of these sizes are read into memory that is used again: below it costs little to allocate, above it is not worth keeping.
const (
	minRoomBits = 10
	maxRoomBits = 23
)

// Rooms keeps memory for bodies that is used again, in powers of two. It is safe for concurrent use; the zero value is ready.
type Rooms struct {
	pools [maxRoomBits - minRoomBits + 1]sync.Pool
}

// Read is Read into memory that may be given back.
func (r *Rooms) Read(w http.ResponseWriter, req *http.Request, limit int64) ([]byte, error) {
	return read(w, req, limit, r.Get)
}

// Get gives memory for a size, empty. It may hold what was in it before.
func (r *Rooms) Get(size int) []byte {
	class := bits.Len(uint(max(size, 1) - 1))
	if class < minRoomBits || class > maxRoomBits {
		return make([]byte, 0, size)
	}
	if room, ok := r.pools[class-minRoomBits].Get().(*[]byte); ok {
		return *room
	}
	return make([]byte, 0, 1<<class)
}

// Put takes the memory of a body back of which nobody has any part left. What has outgrown the memory that was given is left alone.
func (r *Rooms) Put(room []byte) {
	class := bits.Len(uint(cap(room))) - 1
	if class < minRoomBits || class > maxRoomBits || cap(room) != 1<<class {
		return
	}
	room = room[:0]
	r.pools[class-minRoomBits].Put(&room)
}

/** Papers that several kernels rest on. */
export const pagerankPaper = { title: 'L. Page, S. Brin, R. Motwani, T. Winograd: The PageRank Citation Ranking: Bringing Order to the Web, Stanford InfoLab 1999-66', url: 'http://ilpubs.stanford.edu:8090/422/' }
export const trustRankPaper = { title: 'Z. Gyöngyi, H. Garcia-Molina, J. Pedersen: Combating Web Spam with TrustRank, VLDB 2004, 576–587', url: 'https://www.vldb.org/conf/2004/RS15P3.PDF' }
